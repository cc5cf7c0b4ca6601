import type { Texts } from '../texts';
import { units } from './units';

export const place: Texts['place'] = {
  youAreIn: 'Estás em',
  outdoors: 'Ao ar livre',
  unknown: 'Onde estás?',
  locating: 'À procura da tua posição…',
  device: 'Posição do dispositivo',
  byHand: 'Marcada por ti',
  accuracy: (metres) => `±${units.metres(metres)}`,
  stale: (age) => `Última posição ${units.ago(age)}`,
  refused: 'Podes usar o Perto sem a posição do dispositivo. Diz tu onde estás.',
  refusedShort: 'Posição recusada pelo navegador',
  refusedHow:
    'Para voltar a permitir, abre as definições do sítio ao lado do endereço e deixa o Perto saber a tua localização.',
  unavailable: 'O teu dispositivo não consegue saber onde está. Diz tu onde estás.',
  unavailableShort: 'Sem posição do dispositivo',
  insecure: 'Os navegadores só dão a posição a endereços com https. Diz tu onde estás.',
  insecureShort: 'Sem posição do dispositivo: falta https',
  coarse: (metres) =>
    `O teu dispositivo só sabe a posição a ${units.metres(metres)} e o Perto não a usa. Diz tu onde estás.`,
  coarseShort: 'Posição do dispositivo pouco certa',
  ignored: (metres) =>
    `O teu dispositivo saltou ${units.metres(metres)} de uma vez. O Perto espera por uma posição em que possa acreditar.`,
  notSent: 'A tua posição ainda não chegou ao Perto. A tentar outra vez.',
  mark: 'Marcar no mapa',
  chooseBuilding: 'Escolher um edifício',
  useDevice: 'Usar o dispositivo',
  change: 'Marcar a minha posição',
  editor: 'Onde estás?',
  editorHint: 'Toca no mapa, arrasta o ponto, escolhe um edifício ou escreve as coordenadas.',
  latitude: 'Latitude',
  longitude: 'Longitude',
  set: 'Ficar aqui',
  done: 'Fechar',
  buildings: 'Edifícios',
  wrongNumbers: 'A latitude vai de −90 a 90 e a longitude de −180 a 180.',
};
