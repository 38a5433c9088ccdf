import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { t } from '../language/t.js';

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

const red: MantineColorsTuple = [
  '#fbe6e3',
  '#f7cdc8',
  '#f4b3ab',
  '#f29b91',
  '#f08a80',
  '#d14a40',
  '#b3261e',
  '#9c201a',
  '#851b15',
  '#6c1510',
];

/**
 * What is filled has ink that can be read on it in either theme, which Mantine can't work out; what is a mere word has
 * its tone in the dark, too.
 */
const variantColors: VariantColorsResolver = (input) => {
  const tone = input.color === 'red' ? 'stop' : !input.color || input.color === 'go' ? 'go' : null;
  if (tone !== null && input.variant === 'subtle')
    return { ...defaultVariantColorsResolver(input), color: `var(--${tone})` };
  if (input.variant !== 'filled' || tone === null) return defaultVariantColorsResolver(input);
  return {
    background: `var(--${tone})`,
    hover: `color-mix(in srgb, var(--${tone}) 90%, var(--ink))`,
    color: `var(--on-${tone})`,
    border: '1px solid transparent',
  };
};

/** Mantine behind our own look: the colours themselves are in `tokens.css`. */
export const theme = createTheme({
  primaryColor: 'go',
  primaryShade: { light: 6, dark: 4 },
  variantColorResolver: variantColors,
  colors: { go, red },
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
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: false, color: 'var(--ink)', fz: 12 },
      styles: { tooltip: { color: 'var(--surface)' } },
    },
    Modal: {
      defaultProps: { centered: true, radius: 12, closeButtonProps: { 'aria-label': t('Close') } },
      styles: { title: { fontWeight: 600, fontSize: 16, lineHeight: 1.3, overflowWrap: 'anywhere' } },
    },
    Notification: { styles: { description: { color: 'var(--dim)' } } },
    // Its placeholder for the first focus has no place in a menu, and the first item takes the focus as well.
    Menu: { defaultProps: { shadow: 'md', radius: 10, withInitialFocusPlaceholder: false } },
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
  // Of what is red in a menu.
  '--mantine-color-red-6': 'var(--stop)',
  '--mantine-color-anchor': 'var(--go)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
