import { readArguments } from './arguments';
import { HELP } from './help';

describe('the arguments', () => {
  const common = { bot: 'canteen', url: 'http://127.0.0.1:3002', json: false };
  const speak = { kind: 'speak', text: undefined, intervalMs: undefined, listen: false, ...common };

  it.each([
    ['-b canteen -s', { kind: 'state', ...common }],
    ['--bot canteen --state --json', { kind: 'state', ...common, json: true }],
    ['-b canteen -r', { kind: 'register', building: undefined, ...common }],
    ['-b canteen -r --building 7', { kind: 'register', building: '7', ...common }],
    ['-b canteen --rotate', { kind: 'rotate', ...common }],
    ['-b canteen -m Soup', { ...speak, text: 'Soup' }],
    ['-b canteen -m - -i 1.5', { ...speak, text: '-', intervalMs: 1500 }],
    ['-b canteen -l', { ...speak, listen: true }],
    [
      '-b canteen -m Soup -l --url https://perto.example',
      { ...speak, text: 'Soup', listen: true, url: 'https://perto.example' },
    ],
    ['-h -b', undefined],
    ['--help', { kind: 'help' }],
    ['--version', { kind: 'version' }],
  ])('%s', (line, task) => {
    const read = () => readArguments(line.split(' '), {});

    if (task) expect(read()).toEqual(task);
    else expect(read).toThrow(/perto-bot --help/);
  });

  it('take the server from the environment, and the option before it', () => {
    const environment = { PERTO_URL: 'http://a.example' };

    expect(readArguments(['-b', 'x', '-s'], environment)).toMatchObject({ url: 'http://a.example' });
    expect(readArguments(['-b', 'x', '-s', '--url', 'http://b.example'], environment)).toMatchObject({
      url: 'http://b.example',
    });
  });

  it.each([
    '-s',
    '-b x',
    '-b x -s -m y',
    '-b x -m y -i 0.5',
    '-b x -m y -i 1e3',
    '-b x -i 5',
    '-b x -s --building 1',
    '-b x -s --url ftp://x',
    '-b x -s more',
  ])('are refused: %s', (line) => {
    expect(() => readArguments(line.split(' '), {})).toThrow(/Try perto-bot --help/);
  });

  it('never are a password', () => {
    expect(HELP).not.toMatch(/--(password|secret|pass)\b/);
  });
});
