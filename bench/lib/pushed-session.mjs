/**
 * A student's session that messages are pushed to, by hand over a WebSocket: crowds of them must cost the
 * machine little, since they stand for machines of their own. What it does not know ends the program.
 *
 * Engine.IO 4 and Socket.IO 5, as the server speaks them: the first character is the packet of the transport,
 * the second that of the events.
 */
import { WebSocket } from 'ws';

const OPEN = '0';
const PING = '2';
const PONG = '3';
const CONNECT = '40';
const EVENT = '42';
const ACKNOWLEDGEMENT = '43';

/** Connects, and waits until the connection is a session; `message` is called for each pushed message. */
export function openPushedSession({ url, id, token }, message) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`);
    socket.on('error', reject);
    socket.on('message', (data) => {
      const packet = data.toString();
      if (packet === PING) socket.send(PONG);
      else if (packet.startsWith(OPEN)) socket.send(CONNECT);
      else if (packet.startsWith(CONNECT))
        socket.send(`${EVENT}0${JSON.stringify(['new_client', { ID: id, token, push: true }])}`);
      else if (packet.startsWith(EVENT)) hear(packet);
      else if (packet.startsWith(ACKNOWLEDGEMENT)) introduced(packet);
      else throw new Error(`The server says ${packet}`);
    });

    function hear(packet) {
      const begin = packet.indexOf('[');
      const [event, payload] = JSON.parse(packet.slice(begin));
      if (event !== 'message') return;
      message(payload);
      socket.send(`${ACKNOWLEDGEMENT}${packet.slice(EVENT.length, begin)}[]`);
    }

    function introduced(packet) {
      const [answer] = JSON.parse(packet.slice(packet.indexOf('[')));
      if (answer.ok) resolve();
      else reject(new Error(`${id} was refused: ${answer.error.message}`));
    }
  });
}
