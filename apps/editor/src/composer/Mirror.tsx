import type { DearCharacter } from '@signalbox/sms/parts';
import { quoted } from '../format/words.js';
import { t } from '../language/t.js';
import { fieldLabel } from '../ui/LiquidText.js';
import classes from './Composer.module.css';
import { piecesOf } from './pieces.js';

interface Props {
  text: string;
  /** What the house puts around it. */
  added: { before: string; after: string };
  onReplace: (dear: DearCharacter) => void;
}

/** The text as it will go out: fields as chips, what the house adds in grey, what costs more marked. */
export function Mirror({ text, added, onReplace }: Props) {
  return (
    <div className={classes.mirror} role="group" aria-label={t('The text with what is added')}>
      {added.before && <span className={classes.added}>{added.before}</span>}
      {piecesOf(text).map((piece, index) => {
        if (piece.kind === 'dear') return <Dear key={index} dear={piece.dear} onReplace={onReplace} />;
        if (piece.kind === 'words') return <span key={index}>{piece.text}</span>;
        if (piece.kind === 'logic') return <code key={index}>{piece.text}</code>;
        return (
          <span key={index} className={classes.field} title={piece.text}>
            {fieldLabel(piece.text.slice(2, -2))}
          </span>
        );
      })}
      {added.after && <span className={classes.added}>{added.after}</span>}
    </div>
  );
}

/** One character that costs more: pressed, it becomes what says the same and costs less. */
function Dear({ dear, onReplace }: { dear: DearCharacter } & Pick<Props, 'onReplace'>) {
  const why =
    dear.costs === 'wide'
      ? t('makes each part hold 70 instead of 160')
      : t('takes two places instead of one');
  const what = /\s/.test(dear.character) ? t('space') : dear.character;
  if (dear.instead === null)
    return (
      <mark data-costs={dear.costs} title={`${quoted(what)} ${why}`}>
        {dear.character}
      </mark>
    );
  const instead = dear.instead === '' ? t('take it out') : t('use “{instead}”', { instead: dear.instead });
  return (
    <button
      type="button"
      data-costs={dear.costs}
      title={`${quoted(what)} ${why}: ${instead}`}
      aria-label={`${quoted(what)} ${why}: ${instead}`}
      onClick={() => onReplace(dear)}
    >
      {/\s|\u00ad/.test(dear.character) ? '␣' : dear.character}
    </button>
  );
}
