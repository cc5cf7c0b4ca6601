import { TestBed } from '@angular/core/testing';
import { LIMITS, type ImportAnswer } from '@perto/contract';
import { RequestFailed } from '../../wire/request-failed';
import { ConsoleApi } from '../console-api';
import { BuildingCatalogue } from './building-catalogue';
import { BuildingImport } from './building-import';

const PREVIEW: ImportAnswer = {
  format: 'original',
  applied: false,
  new: [{ row: 0, id: 'n', name: 'Central', latitude: 38.7, longitude: -9.1, radious: 60 }],
  changed: [],
  unchanged: ['t'],
  refused: [{ row: 1, id: 'n', name: 'Other', reason: 'The id is that of Central, too.' }],
};

/** jsdom's files cannot be read as text. */
function fileOf(text: string, name = 'spaces.json', size = text.length): File {
  return { name, size, text: () => Promise.resolve(text) } as unknown as File;
}

describe('BuildingImport', () => {
  const api = { importBuildings: jest.fn(), buildings: jest.fn() };
  let files: BuildingImport;

  beforeEach(() => {
    api.buildings.mockReset().mockResolvedValue([]);
    api.importBuildings.mockReset().mockResolvedValue(PREVIEW);
    TestBed.configureTestingModule({
      providers: [BuildingCatalogue, BuildingImport, { provide: ConsoleApi, useValue: api }],
    });
    files = TestBed.inject(BuildingImport);
  });

  it('asks what a file would change, and changes nothing', async () => {
    await files.read(fileOf('\uFEFF{"containedSpaces":[]}'));

    expect(api.importBuildings).toHaveBeenCalledWith({ containedSpaces: [] }, undefined);
    expect([files.fileName(), files.preview()]).toEqual(['spaces.json', PREVIEW]);
  });

  it('takes what was shown, and the list of buildings is new', async () => {
    await files.read(fileOf('{}'));
    api.importBuildings.mockResolvedValue({ ...PREVIEW, applied: true });

    await files.take('accepted');

    expect(api.importBuildings).toHaveBeenLastCalledWith({}, 'accepted');
    expect(files.preview()?.applied).toBe(true);
    expect(api.buildings).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['not-json', fileOf('<kml/>')],
    ['too-large', fileOf('{}', 'big.json', LIMITS.maxImportBytes + 1)],
    ['unreadable', { ...fileOf(''), text: () => Promise.reject(new Error('gone')) }],
  ])('says of a file that it is %s, without asking the server', async (fault, file) => {
    await files.read(file);

    expect(files.fileFault()).toBe(fault);
    expect(api.importBuildings).not.toHaveBeenCalled();
  });

  it('keeps the preview when taking it failed, so that it can be tried again', async () => {
    await files.read(fileOf('{}'));
    const refused = new RequestFailed(422);
    api.importBuildings.mockRejectedValue(refused);

    await files.take('all');

    expect([files.preview(), files.failure(), files.working()]).toEqual([PREVIEW, refused, false]);
    expect(api.buildings).not.toHaveBeenCalled();
  });

  it('forgets an answer about a file that was put away', async () => {
    let answer: (preview: ImportAnswer) => void = () => undefined;
    api.importBuildings.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const reading = files.read(fileOf('{}'));
    await Promise.resolve();
    await Promise.resolve();
    files.clear();

    answer(PREVIEW);
    await reading;

    expect([files.preview(), files.working()]).toEqual([null, false]);
  });
});
