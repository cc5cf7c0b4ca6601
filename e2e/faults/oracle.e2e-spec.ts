import { Ledger, type Screen } from './ledger';

/** An oracle that never says no proves nothing. */
describe('what the fault suite takes for lost, doubled and out of order', () => {
  let ledger: Ledger;
  let tab: Screen;

  beforeEach(() => {
    jest.useFakeTimers();
    ledger = new Ledger();
    tab = ledger.screen('rui');
    tab.openedAt = Date.now();
    jest.advanceTimersByTime(1);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const acknowledged = () => {
    const sending = ledger.begin('ana', ['rui']);
    sending.acknowledgedAt = Date.now();
    return sending;
  };

  it('an acknowledged message that an open tab does not show is lost', () => {
    const sending = acknowledged();

    expect(ledger.missing()).toEqual([expect.stringContaining(`rui lacks ${sending.key}`)]);

    tab.show('1', sending.text);
    expect(ledger.missing()).toEqual([]);
  });

  it('a message is owed to a second tab as well, though the first one shows it', () => {
    const second = ledger.screen('rui');
    second.openedAt = tab.openedAt;
    const sending = acknowledged();

    tab.show('1', sending.text);

    expect(ledger.missing()).toHaveLength(1);
  });

  it('nothing is owed that was not acknowledged, nor to tabs that were closed or opened later', () => {
    ledger.begin('ana', ['rui']);
    expect(ledger.missing()).toEqual([]);

    acknowledged();
    tab.closedAt = Date.now();
    ledger.screen('rui').openedAt = Date.now() + 1;

    expect(ledger.missing()).toEqual([]);
  });

  it('the same message under another id is doubled, under the same id it is put aside', () => {
    const { text } = acknowledged();

    tab.show('1', text);
    tab.show('1', text);
    expect(ledger.doubled).toEqual([]);

    tab.show('2', text);
    expect(ledger.doubled).toEqual([`rui saw twice ${text}`]);
  });

  it('an earlier message of the same sender that is shown later is out of order', () => {
    const [first, second] = [acknowledged(), acknowledged()];

    tab.show('2', second.text);
    tab.show('1', first.text);

    expect(ledger.disordered).toEqual([expect.stringContaining(first.key)]);
  });
});
