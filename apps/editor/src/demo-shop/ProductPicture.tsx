import { IconHanger, IconJacket, IconShirt, IconShoe, IconSock, type Icon } from '@tabler/icons-react';
import classes from './DemoShopPage.module.css';

const PICTURES: Record<string, Icon> = {
  Jackets: IconJacket,
  Knitwear: IconShirt,
  Accessories: IconSock,
  Trousers: IconHanger,
  Shoes: IconShoe,
};
const GROUNDS = ['go', 'wait', 'event', 'decide'];

/** Made-up products have no photographs: a shape on a coloured ground tells them apart. */
export function ProductPicture({ category, seed }: { category: string; seed: string }) {
  const Picture = PICTURES[category] ?? IconHanger;
  const ground = GROUNDS[[...seed].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % GROUNDS.length];
  return (
    <span className={classes.picture} data-ground={ground} aria-hidden>
      <Picture size={44} stroke={1.2} />
    </span>
  );
}
