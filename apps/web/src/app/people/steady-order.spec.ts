import { steadyOrder, type Standing } from './steady-order';

const standing = (...ids: string[]): Standing[] => ids.map((id) => ({ id, group: 'torre' }));
const idsOf = (order: readonly Standing[]): string => order.map(({ id }) => id).join(' ');

describe('the steady order', () => {
  it('leaves everybody where they are, whoever came nearer', () => {
    expect(idsOf(steadyOrder(standing('ana', 'rui', 'eva'), standing('eva', 'ana', 'rui')))).toBe(
      'ana rui eva',
    );
  });

  it('puts newcomers last, in their own order, and takes out who has left', () => {
    expect(idsOf(steadyOrder(standing('ana', 'rui'), standing('eva', 'zoe', 'rui')))).toBe('rui eva zoe');
  });

  it('leaves people below the heading where they were seen', () => {
    const moved = [{ id: 'ana', group: 'civil' }];

    expect(steadyOrder(standing('ana'), moved)).toEqual(standing('ana'));
  });
});
