import { TestBed } from '@angular/core/testing';
import { Language } from '../../texts/language';
import { RequestFailed } from '../../wire/request-failed';
import { ConsoleApi, type KnownBuilding } from '../console-api';
import { BuildingCatalogue } from './building-catalogue';
import { BuildingEdit } from './building-edit';

const torre: KnownBuilding = {
  id: 't',
  name: 'Torre Norte',
  latitude: 38.73778,
  longitude: -9.138573,
  radius: 49,
  retiredAt: null,
  people: 3,
};
const civil: KnownBuilding = { ...torre, id: 'c', name: 'Pavilhão de Civil', longitude: -9.1398 };

describe('BuildingEdit', () => {
  const api = { buildings: jest.fn(), saveBuilding: jest.fn() };
  let edit: BuildingEdit;

  beforeEach(async () => {
    api.buildings.mockReset().mockResolvedValue([torre, civil]);
    api.saveBuilding.mockReset().mockResolvedValue(undefined);
    TestBed.configureTestingModule({
      providers: [BuildingCatalogue, BuildingEdit, { provide: ConsoleApi, useValue: api }],
    });
    TestBed.inject(Language).use('en');
    await TestBed.inject(BuildingCatalogue).refresh();
    edit = TestBed.inject(BuildingEdit);
  });

  it('has the fields follow the map, and the map the fields', () => {
    edit.change(torre);
    edit.moveTo({ latitude: 38.7381, longitude: 350.8612 });
    edit.resize(60);
    expect(edit.draft()).toMatchObject({ latitude: '38.738100', longitude: '−9.138800', radius: '60' });

    edit.type('radius', '61,5');

    expect(edit.circle()).toEqual({ latitude: 38.7381, longitude: -9.1388, radius: 61.5 });
  });

  it('has nothing to draw while a field holds no number', () => {
    edit.change(torre);

    edit.type('latitude', 'north');

    expect([edit.circle(), edit.overlaps()]).toEqual([null, []]);
  });

  it('names the others that its circle crosses, never itself or one that is retired', async () => {
    api.buildings.mockResolvedValue([
      torre,
      civil,
      { ...civil, id: 'old', retiredAt: '2026-11-22T12:00:00Z' },
    ]);
    await TestBed.inject(BuildingCatalogue).refresh();
    edit.change(torre);
    expect(edit.overlaps()).toEqual([]);

    edit.resize(80);

    expect(edit.overlaps().map(({ id }) => id)).toEqual(['c']);
  });

  it('is dirty only while something differs', () => {
    edit.change(torre);
    edit.type('name', 'Torre');
    expect(edit.dirty()).toBe(true);

    edit.type('name', 'Torre Norte');

    expect(edit.dirty()).toBe(false);
  });

  it('saves what was changed, and is over then', async () => {
    edit.change(torre);
    edit.resize(60);

    await expect(edit.save()).resolves.toBe('Torre Norte');

    const { id, name, latitude, longitude } = torre;
    expect(api.saveBuilding).toHaveBeenCalledWith({ id, name, latitude, longitude, radius: 60 });
    expect(edit.draft()).toBeNull();
  });

  it('never takes the id of another building for a new one', async () => {
    edit.create();
    edit.type('id', 't');
    edit.type('name', 'Another');
    edit.moveTo({ latitude: 38.7, longitude: -9.1 });
    expect(edit.faults()).toEqual([]);

    await expect(edit.save()).resolves.toBeNull();

    expect(edit.faults()).toEqual(['taken']);
    expect(api.saveBuilding).not.toHaveBeenCalled();
  });

  it('keeps the draft when it could not be saved', async () => {
    const away = new RequestFailed(503);
    api.saveBuilding.mockRejectedValue(away);
    edit.change(torre);
    edit.type('name', 'Torre');

    await expect(edit.save()).resolves.toBeNull();

    expect([edit.failure(), edit.draft()?.name, edit.saving()]).toEqual([away, 'Torre', false]);
  });
});
