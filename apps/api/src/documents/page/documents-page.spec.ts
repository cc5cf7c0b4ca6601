import { createHash } from 'node:crypto';
import { ENDPOINTS, EVENTS } from '@perto/contract';
import { asyncApiDocument, openApiDocument } from '@perto/contract/documents';
import { documentsPage, PAGE_POLICY } from './documents-page';
import { prose } from './prose';

describe('the page of the documents', () => {
  const page = documentsPage(openApiDocument(), asyncApiDocument());
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id);

  it('has a place for every endpoint and every event', () => {
    const places = [...Object.keys(ENDPOINTS), ...Object.values(EVENTS).map((event) => `event-${event}`)];

    expect(places.filter((place) => !ids.includes(place))).toEqual([]);
  });

  it('links to nothing that is not there, and has each place once', () => {
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id);

    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has no script, and only the style that its policy names', () => {
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];

    expect(page).not.toMatch(/<script| on\w+=| style=|javascript:/);
    expect(PAGE_POLICY).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(PAGE_POLICY).not.toMatch(/unsafe|script-src|https?:/);
  });

  it('asks nobody but this server for anything', () => {
    const addresses = [...page.matchAll(/(?:src|href)="([^"#][^"]*)"|url\('([^']+)'\)/g)].map(
      ([, attribute, style]) => attribute ?? style,
    );

    expect(addresses.filter((address) => !address?.startsWith('/'))).toEqual([]);
  });
});

describe('prose', () => {
  it('knows paragraphs, lists, code and strong words, and takes the rest to the letter', () => {
    const { html } = prose('**One** `a < b`\n\n- <b>x</b>\n- *y*');

    expect(html).toBe(
      '<p><strong>One</strong> <code>a &lt; b</code></p><ul><li>&lt;b&gt;x&lt;/b&gt;</li><li>*y*</li></ul>',
    );
  });
});
