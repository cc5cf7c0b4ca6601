import { createHash } from 'node:crypto';
import { ENDPOINTS } from '@perto/contract';
import type { asyncApiDocument, openApiDocument } from '@perto/contract/documents';
import { Markup, markup } from '../../platform/http/markup';
import { EndpointView, type Listed } from './endpoint-view';
import { EventView } from './event-view';
import { PAGE_STYLE } from './page-style';
import { prose } from './prose';
import { SchemaView } from './schema-view';

/** What a browser may do with the page: use its one style, and this server's letters. It has no script. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`,
  "font-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Both documents as one page to read. */
export function documentsPage(
  openApi: ReturnType<typeof openApiDocument>,
  asyncApi: ReturnType<typeof asyncApiDocument>,
): string {
  const listed: Listed[] = Object.entries(openApi.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
  const of = (tag: string) => listed.filter(({ operation }) => operation.tags.includes(tag));
  const answers = new SchemaView(openApi.components.schemas, 'schema-');
  const payloads = new SchemaView(asyncApi.components.schemas, 'payload-');
  const endpoints = new EndpointView(answers, openApi.components.responses);
  const events = new EventView(payloads, asyncApi.components.messages);
  const operations = Object.entries(asyncApi.operations);

  const { html } = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The interface of Perto</title>
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<div class="frame">
<nav aria-label="Contents" tabindex="0">
<a class="logo" href="/"><span role="img" aria-label="Perto">pert${LOGO}</span></a>
${openApi.tags.map(
  ({ name }) =>
    markup`<h2>${name}</h2><ul>${of(name).map(
      ({ operation }) => markup`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`,
    )}</ul>`,
)}
<h2>Events</h2><ul>${operations.map(([name]) => markup`<li><a href="#event-${name}"><code>${name}</code></a></li>`)}</ul>
<h2>Schemas</h2><ul><li><a href="#schemas">Of requests and answers</a></li><li><a href="#payloads">Of events</a></li></ul>
</nav>
<main id="content">
<h1>The interface of Perto</h1>
<p>Version ${openApi.info.version}. For programs: <a href="${ENDPOINTS.openApi.path}">OpenAPI 3.1</a>, <a href="${ENDPOINTS.asyncApi.path}">AsyncAPI 3.0</a>.</p>
${prose(openApi.info.description)}
${openApi.tags.map(
  ({ name, description }) =>
    markup`<h2>${name}</h2>${prose(description)}${of(name).map((each) => endpoints.show(each))}`,
)}
<h2>Events</h2>${prose(asyncApi.info.description)}
${operations.map(([name, operation]) => events.show(name, operation))}
<h2 id="schemas">Schemas of requests and answers</h2>${answers.all()}
<h2 id="payloads">Schemas of events</h2>${payloads.all()}
</main>
</div>
</body>
</html>
`;
  return html;
}

const LOGO = markup`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9.4" fill="none" stroke="currentColor" stroke-width="4.4"/><circle cx="14" cy="12" r="3.9" fill="var(--reach)"/></svg>`;
