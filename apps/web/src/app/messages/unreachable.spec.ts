import type { Participant } from '@perto/contract';
import { RequestFailed } from '../wire/request-failed';
import { unreachableIn } from './unreachable';

const rui: Participant = { kind: 'user', id: 'rui.', name: 'Rui' };
const eva: Participant = { kind: 'user', id: 'eva', name: 'Eva' };

describe('who could not be reached', () => {
  it('is read from the words of the problem, and from its fields', () => {
    const words = {
      code: 'not_reachable' as const,
      detail: 'Not within your reach: rui., eva. Nothing was sent.',
    };
    const fields = { code: 'not_reachable' as const, errors: [{ path: 'users', message: 'eva' }] };

    expect(unreachableIn(new RequestFailed(403, words), [rui, eva])).toEqual(['rui.', 'eva']);
    expect(unreachableIn(new RequestFailed(403, fields), [rui, eva])).toEqual(['eva']);
  });

  it('is nobody when something else was wrong', () => {
    const other = { code: 'forbidden' as const, detail: 'eva' };

    expect(unreachableIn(new RequestFailed(403, other), [eva])).toEqual([]);
    expect(unreachableIn(new Error('eva'), [eva])).toEqual([]);
  });
});
