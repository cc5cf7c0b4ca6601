import type { EventShape, MessageShape } from '@perto/contract/documents';
import { markup, type Markup } from '../../platform/http/markup';
import { prose, sample } from './prose';
import type { SchemaView } from './schema-view';

/** Writes events out, each with its acknowledgement. */
export class EventView {
  constructor(
    private readonly schemas: SchemaView,
    private readonly messages: Readonly<Record<string, MessageShape>>,
  ) {}

  show(name: string, { action, summary, description, messages, reply }: EventShape): Markup {
    return markup`<article id="event-${name}">
<h3><span class="method ${action}">${action === 'receive' ? 'to the server' : 'to clients'}</span> <code>${name}</code></h3>
<p class="summary">${summary}</p>
${description === undefined ? '' : prose(description)}
${messages.map(({ $ref }) => this.message('Payload', $ref))}
${reply ? reply.messages.map(({ $ref }) => this.message('Acknowledgement', $ref)) : ''}
</article>`;
  }

  private message(title: string, ref: string): Markup {
    const message = this.messages[ref.split('/').at(-1) ?? ''];
    if (!message) return markup``;
    const { payload, examples = [] } = message;
    return markup`<h4>${title}</h4>${this.schemas.used(payload)}${examples.map((example) => sample(written(example.payload)))}`;
  }
}

/** Arguments as they stand between an event's parentheses. */
function written(payload: unknown): unknown {
  if (!Array.isArray(payload)) return payload;
  return payload.length === 0 ? '(nothing)' : payload.map((each) => JSON.stringify(each, null, 2)).join(', ');
}
