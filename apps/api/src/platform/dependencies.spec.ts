import { Dependencies } from './dependencies';

describe('the dependencies', () => {
  it('are told as they are when asked, in the order of registration', () => {
    const dependencies = new Dependencies();
    let available = true;
    dependencies.register('database', () => ({ available, since: 1 }));
    dependencies.register('broker', () => ({ available: false, reason: 'It is not answering.', since: 2 }));

    available = false;

    expect(dependencies.states()).toEqual([
      { name: 'database', available: false, since: 1 },
      { name: 'broker', available: false, reason: 'It is not answering.', since: 2 },
    ]);
  });
});
