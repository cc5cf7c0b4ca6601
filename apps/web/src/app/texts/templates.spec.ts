// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- reads the sources of the page
import { readFileSync, readdirSync } from 'node:fs';
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- reads the sources of the page
import { join } from 'node:path';
import {
  ASTWithSource,
  Interpolation,
  RecursiveAstVisitor,
  TmplAstBoundAttribute,
  TmplAstBoundText,
  TmplAstText,
  TmplAstTextAttribute,
  parseTemplate,
  type AST,
  type Binary,
  type LiteralPrimitive,
} from '@angular/compiler';
import * as ts from 'typescript';

/** Attributes that somebody sees or hears. */
const SPOKEN =
  /^(aria-(label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label)$/;
const LETTERS = /\p{L}/u;
/** The name, which is the same in every language; the logo draws its last letter. */
const NAME = ['Perto', 'pert'];

/** Strings of an expression that end up before somebody, unlike those that something is compared with. */
class Literals extends RecursiveAstVisitor {
  readonly found: string[] = [];

  override visitBinary(ast: Binary, context: unknown): unknown {
    return ast.operation.includes('==') ? undefined : super.visitBinary(ast, context);
  }

  override visitLiteralPrimitive({ value }: LiteralPrimitive): void {
    if (typeof value === 'string') this.found.push(value);
  }
}

function literalsOf(expression: AST): string[] {
  const ast = expression instanceof ASTWithSource ? (expression.ast as AST) : expression;
  const literals = new Literals();
  ast.visit(literals);
  return [...literals.found, ...(ast instanceof Interpolation ? ast.strings : [])];
}

/** All nodes of a parsed template, whatever block they are in. */
function* nodesIn(value: unknown, seen = new Set<unknown>()): Generator<object> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (!Array.isArray(value)) yield value;
  for (const [key, child] of Object.entries(value)) if (!/span|i18n/i.test(key)) yield* nodesIn(child, seen);
}

/** Words that stand in a template itself, where no language can change them. */
function wordsIn(template: string, file: string): string[] {
  const { nodes, errors } = parseTemplate(template, file);
  if (errors?.length) throw new Error(`${file}: ${errors[0]!.msg}`);
  const words = [...nodesIn(nodes)].flatMap((node) => {
    if (node instanceof TmplAstText) return [node.value];
    if (node instanceof TmplAstBoundText) return literalsOf(node.value);
    if (node instanceof TmplAstTextAttribute && SPOKEN.test(node.name)) return [node.value];
    if (node instanceof TmplAstBoundAttribute && SPOKEN.test(node.name)) return literalsOf(node.value);
    return [];
  });
  return words.map((word) => word.trim()).filter((word) => LETTERS.test(word) && !NAME.includes(word));
}

/** The `template` of each component of a file. */
function inlineTemplates(file: string, source: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (
      ts.isPropertyAssignment(node) &&
      node.name.getText() === 'template' &&
      ts.isStringLiteralLike(node.initializer)
    )
      found.push(node.initializer.text);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return found;
}

const app = join(__dirname, '..');
const templates = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?<!\.spec)\.(ts|html)$/.test(file))
  .flatMap((file) => {
    const source = readFileSync(join(app, file), 'utf8');
    const parts = file.endsWith('.html') ? [source] : inlineTemplates(file, source);
    return parts.map((template) => [file, template] as const);
  });

describe('a template', () => {
  it('is found, inline or in its own file', () => {
    const files = templates.map(([file]) => file);

    expect(files).toContain(join('welcome', 'welcome.html'));
    expect(files).toContain(join('welcome', 'signed-out.ts'));
  });

  it.each(templates)('has no words of its own: %s', (file, template) => {
    expect(wordsIn(template, file)).toEqual([]);
  });
});

describe('the search for words in templates', () => {
  it.each([
    ['text', '<p>Sign in</p>'],
    ['text beside a value', '<p>{{ metres }} metres</p>'],
    ['text in a block', '@if (ready) { <b>Ready</b> } @else { Wait }'],
    ['text in a deferred block', '@defer { <i></i> } @placeholder { Opening }'],
    ['a string in an expression', "{{ ready ? 'Ready' : '' }}"],
    ['a spoken attribute', '<button aria-label="Close"></button>'],
    ['a bound spoken attribute', `<button [attr.aria-label]="'Close'"></button>`],
    ['a placeholder', '<input placeholder="Message" />'],
  ])('finds %s', (_what, template) => {
    expect(wordsIn(template, 'example.html')).toHaveLength(template.includes('@else') ? 2 : 1);
  });

  it.each([
    '<p class="title">{{ texts().place.unknown }} · 12 ≈</p>',
    `@if (state === 'open') { <b [class.x]="kind === 'y'">{{ kind === 'z' ? texts().a.b : '' }}</b> }`,
    '<input type="text" data-testid="name" [attr.aria-label]="texts().a.b(1)" />',
  ])('passes %s', (template) => {
    expect(wordsIn(template, 'example.html')).toEqual([]);
  });
});
