import { listBuildings, registerBot, type Building } from '@perto/bot-sdk';
import { EXIT, Stop } from './exit-code';
import type { Input } from './input';
import type { Output } from './output';

interface Registration {
  bot: string;
  url: string;
  /** An id, or a number of the list. */
  building: string | undefined;
}

/** Registers the bot for a building of one's choice. The password alone goes to standard output. */
export async function register(
  { bot, url, building }: Registration,
  input: Input,
  output: Output,
): Promise<void> {
  const buildings = await listBuildings({ url });
  const chosen = pick(buildings, building ?? (await choice(buildings, input, output)));
  const password = await registerBot({ url, id: bot, building: chosen.id });
  output.mention(
    { event: 'registered', bot, building: chosen },
    `${bot} is registered for ${chosen.name}. This is its password, which nobody can show again:`,
    'green',
  );
  output.tell({ event: 'password', bot, password }, password, 'bold');
  output.mention(
    { event: 'next', bot, state: 'unauthorized' },
    'An admin has to authorise the bot before it can speak.',
  );
}

async function choice(buildings: Building[], input: Input, output: Output): Promise<string> {
  if (input.isTerminal)
    for (const [index, { id, name }] of buildings.entries())
      output.mention({ event: 'building', number: index + 1, id, name }, `${index + 1}  ${name} (${id})`);
  const answer = await input.line(`Building (1 to ${buildings.length}): `);
  if (answer?.trim()) return answer;
  throw new Stop(EXIT.usage, `Say which building, by number or id:\n${listed(buildings)}`);
}

function pick(buildings: Building[], choice: string): Building {
  const wanted = choice.trim();
  const chosen =
    buildings.find(({ id }) => id === wanted) ?? (/^\d{1,4}$/.test(wanted) && buildings[Number(wanted) - 1]);
  if (chosen) return chosen;
  throw new Stop(EXIT.unknown, `There is no building '${wanted}'. There are:\n${listed(buildings)}`);
}

const listed = (buildings: Building[]): string =>
  buildings.map(({ id, name }, index) => `${index + 1}  ${name} (${id})`).join('\n');
