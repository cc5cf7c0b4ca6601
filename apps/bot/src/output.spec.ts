import { Output } from './output';

describe('the output', () => {
  function printed({ json = false, isTTY = false, noColour = false }) {
    const screens = { news: '', rest: '' };
    const output = new Output(
      json,
      { isTTY, write: (text) => (screens.news += text) },
      { isTTY, write: (text) => (screens.rest += text) },
      noColour,
    );
    output.tell({ event: 'message', text: 'a\u001b[2J\u009bb' }, 'Ana: a\u001b[2J\u009bb', 'green');
    output.mention({ event: 'next' }, 'one\ntwo');
    output.fail(3, 'no');
    return screens;
  }

  it('is news and the rest apart, without what a terminal would obey', () => {
    expect(printed({})).toEqual({ news: 'Ana: a [2J b\n', rest: 'one\ntwo\nperto-bot: no\n' });
  });

  it('is one JSON object a line, all on standard output, that says everything', () => {
    const { news, rest } = printed({ json: true, isTTY: true });
    const lines = news.trim().split('\n');

    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { event: 'message', text: 'a\u001b[2J\u009bb' },
      { event: 'next' },
      { event: 'error', exit_code: 3, message: 'no' },
    ]);
    expect([/[^\P{Cc}\n]/u.test(news), rest]).toEqual([false, '']);
  });

  it('is in colour on a terminal alone, and not where that is not wanted', () => {
    expect(printed({ isTTY: true }).news).toBe('\u001b[32mAna: a [2J b\u001b[39m\n');
    expect(printed({ isTTY: true, noColour: true }).news).toBe('Ana: a [2J b\n');
  });
});
