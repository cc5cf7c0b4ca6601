import type { Page, Route } from 'playwright-core';

const MESSAGES = '**/API/messages';

/** Takes over what the page sends from now on; what it reads passes. Answers how to end that. */
export async function whenSending(
  page: Page,
  handle: (route: Route) => Promise<unknown>,
): Promise<() => Promise<void>> {
  const takeOver = (route: Route) => (route.request().method() === 'POST' ? handle(route) : route.fallback());
  await page.route(MESSAGES, takeOver);
  return () => page.unroute(MESSAGES, takeOver);
}
