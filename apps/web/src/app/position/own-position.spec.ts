import { TestBed } from '@angular/core/testing';
import { Session } from '../session/session';
import { DevicePosition, type DeviceFault } from './device-position';
import type { Fix } from './fix-filter';
import { OwnPosition } from './own-position';
import { PositionPermission, type Permission } from './permission';

const TORRE_NORTE = { latitude: 38.7378, longitude: -9.1386 };

describe('OwnPosition', () => {
  let fix: (changes?: Partial<Fix>) => void;
  let fault: (kind: DeviceFault) => void;
  let permit: (permission: Permission) => void;
  const stopped = jest.fn();
  const watched = jest.fn();
  const device = {
    watch: (onFix: (fix: Fix) => void, onFault: (fault: DeviceFault) => void) => {
      watched();
      fix = (changes) => onFix({ ...TORRE_NORTE, accuracy: 12, at: Date.now(), ...changes });
      fault = onFault;
      return stopped;
    },
  };

  function givenPosition(user = 'ana', first: Permission = 'granted'): OwnPosition {
    const permission = {
      follow: (onState: (state: Permission) => void) => {
        (permit = onState)(first);
        return jest.fn();
      },
    };
    TestBed.resetTestingModule().configureTestingModule({
      providers: [
        { provide: DevicePosition, useValue: device },
        { provide: PositionPermission, useValue: permission },
        { provide: Session, useValue: { id: () => user } },
      ],
    });
    const position = TestBed.inject(OwnPosition);
    position.start();
    return position;
  }

  beforeEach(() => {
    sessionStorage.clear();
    localStorage.clear();
    stopped.mockClear();
    watched.mockClear();
  });

  it('is unsettled until the device has said something', () => {
    const position = givenPosition();
    expect(position.settled()).toBe(false);

    fix();

    expect(position.settled()).toBe(true);
    expect(position.place()).toMatchObject({ ...TORRE_NORTE, source: 'device', accuracy: 12 });
  });

  it('keeps the last good place when a wild fix comes, and says that one was ignored', () => {
    const position = givenPosition();
    fix();

    fix({ latitude: 41.15 });

    expect(position.place()).toMatchObject(TORRE_NORTE);
    expect(position.ignoredFix()?.kind).toBe('jump');
  });

  it('settles without a place when the device is refused', () => {
    const position = givenPosition();

    fault('refused');

    expect(position.settled()).toBe(true);
    expect(position.place()).toBeNull();
    expect(position.deviceState()).toBe('refused');
  });

  it('goes on with the place it has when the device finds nothing for a while', () => {
    const position = givenPosition();
    fix();

    fault('unavailable');

    expect(position.deviceState()).toBe('good');
  });

  it('stops listening to the device once the place is set by hand', () => {
    const position = givenPosition();

    position.setByHand({ latitude: 38.736, longitude: -9.138 });

    expect(stopped).toHaveBeenCalled();
    expect(position.place()).toMatchObject({ source: 'hand', latitude: 38.736 });
  });

  it('remembers a place by hand in this tab, for the same person only', () => {
    givenPosition().setByHand(TORRE_NORTE);

    expect(givenPosition().place()).toMatchObject({ ...TORRE_NORTE, source: 'hand' });
    expect(givenPosition('rui').place()).toBeNull();
  });

  describe('and the browser’s permission', () => {
    it('does not cause the browser’s question on a first visit, and settles without a place', () => {
      const position = givenPosition('ana', 'prompt');

      expect(watched).not.toHaveBeenCalled();
      expect([position.deviceState(), position.settled()]).toEqual(['unasked', true]);
    });

    it('asks at once the next time, of who asked for the device before', () => {
      givenPosition('ana', 'prompt').useDevice();

      expect(givenPosition('ana', 'prompt').deviceState()).toBe('locating');
      expect(givenPosition('rui', 'prompt').deviceState()).toBe('unasked');
    });

    it('asks at once where the browser cannot say', () => {
      expect(givenPosition('ana', 'unknown').deviceState()).toBe('locating');
    });

    it('begins as soon as it is given elsewhere, as in the settings of the site', () => {
      const position = givenPosition('ana', 'denied');
      expect([position.deviceState(), watched.mock.calls.length]).toEqual(['refused', 0]);

      permit('granted');

      expect(position.deviceState()).toBe('locating');
    });

    it('stops listening when it is withdrawn, and keeps the last place', () => {
      const position = givenPosition();
      fix();

      permit('denied');

      expect(stopped).toHaveBeenCalled();
      expect([position.deviceState(), position.place()?.source]).toEqual(['refused', 'device']);
    });

    it('explains again when a refusal was taken back without an answer', () => {
      const position = givenPosition('ana', 'denied');

      permit('prompt');

      expect(position.deviceState()).toBe('unasked');
    });

    it('leaves alone who has set their place by hand', () => {
      givenPosition().setByHand(TORRE_NORTE);
      watched.mockClear();

      const position = givenPosition();
      permit('denied');
      permit('granted');

      expect([position.deviceState(), watched.mock.calls.length]).toEqual(['off', 0]);
    });
  });
});
