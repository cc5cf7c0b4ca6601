import { TestBed } from '@angular/core/testing';
import { BuildingList } from './building-list';

describe('BuildingList', () => {
  it('shows the fullest building first, then by name, and opens the one that is pressed', async () => {
    const fixture = TestBed.createComponent(BuildingList);
    fixture.componentRef.setInput('buildings', [
      { id: 'q', name: 'Química', people: 0 },
      { id: 'c', name: 'Civil', people: 0 },
      { id: 'm', name: 'Mecânica III', people: 5 },
    ]);
    const opened = jest.fn();
    fixture.componentInstance.opened.subscribe(opened);
    await fixture.whenStable();
    const rows = [...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLElement>('button')];

    rows[2]!.click();

    expect(rows.map(({ dataset }) => dataset['id'])).toEqual(['m', 'c', 'q']);
    expect(rows[0]!.textContent).toContain('5 people');
    expect(opened).toHaveBeenCalledWith('q');
  });
});
