import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { placeholdersOf } from './placeholders.js';

interface SourceText {
  text: string;
  /** `people/PeoplePage.tsx:57` */
  at: string;
}

/** What the editor's source says to people: texts that go through `t` or `Trans`, and words that do not. */
export function textsBelow(folder: string) {
  const found = { texts: [] as SourceText[], unwrapped: [] as SourceText[], unsaid: [] as SourceText[] };
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.tsx?$/.test(name) || /\.test\./.test(name)) continue;
    readTexts(join(folder, name), name, found);
  }
  return found;
}

/** Attributes that are read out or shown. */
const SHOWN =
  /^(aria-label|aria-description|aside|description|empty|hint|label|lead|message|note|nothingFoundMessage|placeholder|title)$/;

function readTexts(path: string, name: string, found: ReturnType<typeof textsBelow>) {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const at = (node: ts.Node) => `${name}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
  const take = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node)) found.texts.push({ text: node.text, at: at(node) });
    else if (ts.isConditionalExpression(node)) {
      take(node.whenTrue);
      take(node.whenFalse);
    } else if (ts.isParenthesizedExpression(node)) take(node.expression);
    else found.unwrapped.push({ text: node.getText(file), at: at(node) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(file) === 't' && node.arguments[0]) {
      take(node.arguments[0]);
      lacking(node.arguments[0], node.arguments[1]);
    }
    if (ts.isJsxSelfClosingElement(node) && node.tagName.getText(file) === 'Trans') takeTrans(node);
    if (ts.isJsxText(node) && /\p{Letter}{2}/u.test(node.text))
      found.unwrapped.push({ text: node.text.trim(), at: at(node) });
    if (
      ts.isJsxAttribute(node) &&
      SHOWN.test(node.name.getText(file)) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer) &&
      /\p{Letter}{2}/u.test(node.initializer.text)
    )
      found.unwrapped.push({ text: node.initializer.text, at: at(node) });
    ts.forEachChild(node, visit);
  };
  /** Placeholders of a text that the values beside it do not have. */
  const lacking = (text: ts.Expression, values: ts.Expression | undefined) => {
    if (!ts.isStringLiteralLike(text)) return;
    const given = values && ts.isObjectLiteralExpression(values) ? values.properties : [];
    if (values && !ts.isObjectLiteralExpression(values)) return;
    if (given.some(ts.isSpreadAssignment)) return;
    const names = new Set(given.map((property) => property.name?.getText(file)));
    for (const name of placeholdersOf(text.text))
      if (!names.has(name)) found.unsaid.push({ text: `${text.text} lacks ${name}`, at: at(text) });
  };
  const takeTrans = (node: ts.JsxSelfClosingElement) => {
    for (const attribute of node.attributes.properties) {
      if (!ts.isJsxAttribute(attribute) || attribute.name.getText(file) !== 'id') continue;
      const value = attribute.initializer;
      if (value && ts.isJsxExpression(value) && value.expression) take(value.expression);
      else if (value) take(value);
    }
  };
  visit(file);
}
