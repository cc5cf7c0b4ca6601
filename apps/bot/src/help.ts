export const HELP = `perto-bot: bots that speak to whoever is in a building

Usage
  perto-bot -b NAME -s                       where the bot is
  perto-bot -b NAME -r [--building ID]       register it for a building, and get its password
  perto-bot -b NAME -m TEXT                  say something once
  perto-bot -b NAME -m TEXT -i SECONDS       say it again and again, until Ctrl-C
  perto-bot -b NAME -l                       stay connected; print what people write, until Ctrl-C
  perto-bot -b NAME --rotate                 give it another password

Options
  -b, --bot NAME          the bot's id: 1 to 50 of A-Z a-z 0-9 . _ -
  -s, --state             unregistered, unauthorized (waits for an admin), available, or busy (it runs)
  -r, --register          register it; without --building it shows a list, and reads a number or an id
      --building ID       a building's id, or its number in the list
  -m, --message TEXT      what to say; - reads it from standard input
  -i, --interval SECONDS  how often to say it; at least 1
  -l, --listen            stay connected; also after -m without -i
      --rotate            another password; the old one ends at once
      --url URL           of the server; or PERTO_URL; http://127.0.0.1:3002 by default
      --json              one JSON object a line
      --version, -h, --help

The password is read from PERTO_BOT_PASSWORD, or asked for on a terminal. It is never an argument: everybody
on the machine can see those. -r and --rotate print it alone on standard output, all words on standard error.
Colours are for terminals, and left out where NO_COLOR is set.

Exit codes
  0  done; with -s: it is available or busy      5  the server cannot be reached, or not now
  1  something else went wrong                   6  the bot is connected from somewhere else
  2  wrong use, or a refused value               7  no such bot or building
  3  not authorised by an admin                  8  the name is taken
  4  wrong password                              130  Ctrl-C at a question

Examples
  perto-bot -b canteen -r --building 2448131361091
  export PERTO_BOT_PASSWORD=…
  perto-bot -b canteen -s
  perto-bot -b canteen -m 'Soup of the day: caldo verde'
  date | perto-bot -b canteen -m -
  perto-bot -b canteen -m 'Have you had a break?' -i 3600
  perto-bot -b canteen -l --json | jq -r 'select(.event == "message").text'
`;
