import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

const go: MantineColorsTuple = [
  '#e3f3ec',
  '#c4e6d8',
  '#96d3ba',
  '#69bf9d',
  '#4cc79d',
  '#2a9c77',
  '#0c7a5b',
  '#0a694e',
  '#085a43',
  '#064635',
];

/** The one primary action: our green with ink that can be read on it in either theme, which Mantine can't work out. */
const variantColors: VariantColorsResolver = (input) => {
  const isPrimary = input.color === undefined || input.color === 'go';
  if (input.variant !== 'filled' || !isPrimary) return defaultVariantColorsResolver(input);
  return {
    background: 'var(--go)',
    hover: 'color-mix(in srgb, var(--go) 90%, var(--ink))',
    color: 'var(--on-go)',
    border: '1px solid transparent',
  };
};

/** Mantine behind our own look: the colours themselves are in `tokens.css`. */
export const theme = createTheme({
  primaryColor: 'go',
  primaryShade: { light: 6, dark: 4 },
  variantColorResolver: variantColors,
  colors: { go },
  fontFamily: '"Inter Variable", Inter, system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '18px' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '22px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
  },
  defaultRadius: 8,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 500 } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, color: 'var(--ink)', fz: 12 } },
    Modal: {
      defaultProps: { centered: true, radius: 12 },
      styles: { title: { fontWeight: 600, fontSize: 16 } },
    },
    Menu: { defaultProps: { shadow: 'md', radius: 10 } },
  },
});

const ours = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--dim)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--paper)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--stop)',
  '--mantine-color-anchor': 'var(--go)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
