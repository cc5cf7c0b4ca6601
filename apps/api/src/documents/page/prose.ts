import { markup, type Markup } from '../../platform/http/markup';

/** Text of the documents: paragraphs, lists by `-`, `code` and **strong**; nothing else. */
export function prose(text: string): Markup {
  const blocks = text.split(/\n\n+/).map((block) => {
    const lines = block.split('\n');
    if (!lines.every((line) => line.startsWith('- '))) return markup`<p>${inline(block)}</p>`;
    return markup`<ul>${lines.map((line) => markup`<li>${inline(line.slice(2))}</li>`)}</ul>`;
  });
  return markup`${blocks}`;
}

function inline(text: string): Markup {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith('`') && part.length > 1) return markup`<code>${part.slice(1, -1)}</code>`;
    if (part.startsWith('**')) return markup`<strong>${part.slice(2, -2)}</strong>`;
    return markup`${part}`;
  });
  return markup`${parts}`;
}

/** JSON for people to read. */
export const sample = (value: unknown): Markup =>
  markup`<pre tabindex="0"><code>${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</code></pre>`;
