import { readFileSync } from 'node:fs';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 A and AA with all that came before it, and what axe advises beyond. No rule is switched off. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  // What the source below leaves behind in the page.
  interface Window {
    axe?: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };
  }
}

/** What axe says about the page as it is: the rule, the element and what to do, a line for each. */
export async function axeFaults(page: Page): Promise<string[]> {
  // The page's policy allows no script but its own; what a test evaluates does not ask it.
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(source);
  return page.evaluate(async (tags) => {
    const { violations } = await window.axe!.run(document, {
      runOnly: tags,
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => {
        const summary = failureSummary.replace(/\s+/g, ' ');
        return `${id} (${help}): ${html.slice(0, 300)} — ${summary}`;
      }),
    );
  }, TAGS);
}
