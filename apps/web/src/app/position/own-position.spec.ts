import { TestBed } from '@angular/core/testing';
import { Session } from '../session/session';
import { DevicePosition, type DeviceFault } from './device-position';
import type { Fix } from './fix-filter';
import { OwnPosition } from './own-position';

const TORRE_NORTE = { latitude: 38.7378, longitude: -9.1386 };

describe('OwnPosition', () => {
  let fix: (changes?: Partial<Fix>) => void;
  let fault: (kind: DeviceFault) => void;
  const stopped = jest.fn();
  const device = {
    watch: (onFix: (fix: Fix) => void, onFault: (fault: DeviceFault) => void) => {
      fix = (changes) => onFix({ ...TORRE_NORTE, accuracy: 12, at: Date.now(), ...changes });
      fault = onFault;
      return stopped;
    },
  };

  function givenPosition(user = 'ana'): OwnPosition {
    TestBed.resetTestingModule().configureTestingModule({
      providers: [
        { provide: DevicePosition, useValue: device },
        { provide: Session, useValue: { id: () => user } },
      ],
    });
    const position = TestBed.inject(OwnPosition);
    position.start();
    return position;
  }

  beforeEach(() => {
    sessionStorage.clear();
    stopped.mockClear();
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
});
