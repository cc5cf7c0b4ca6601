import { signal } from '@angular/core';
import type { FileFormat } from '../console-api';
import { PagedList, type Page } from '../paged-list';
import { saveFile } from './save-file';

/** A log as a section shows it: its lines by pages, and the way to keep them as a file. */
export class LogView<Item, Asked> {
  private readonly list = new PagedList<Item>();
  private readonly writing = signal(false);
  private readonly fileReason = signal<unknown>(null);
  private asked?: Asked;

  readonly lines = this.list.items;
  readonly hasMore = this.list.hasMore;
  readonly loading = this.list.loading;
  readonly failure = this.list.failure;
  /** A file is being made. */
  readonly exporting = this.writing.asReadonly();
  readonly exportFailure = this.fileReason.asReadonly();

  constructor(
    private readonly page: (asked: Asked, before?: string) => Promise<Page<Item>>,
    private readonly file: (asked: Asked, format: FileFormat) => Promise<string>,
  ) {}

  show(asked: Asked): Promise<void> {
    this.asked = asked;
    this.fileReason.set(null);
    return this.list.load((before) => this.page(asked, before));
  }

  more(): Promise<void> {
    return this.list.more();
  }

  /** The same again, from the newest line. */
  refresh(): Promise<void> {
    return this.list.load();
  }

  /** Keeps what is asked for as a file of this name. */
  async export(name: string, format: FileFormat): Promise<void> {
    if (this.asked === undefined || this.writing()) return;
    this.writing.set(true);
    this.fileReason.set(null);
    try {
      saveFile(name, await this.file(this.asked, format), format);
    } catch (failure) {
      this.fileReason.set(failure);
    } finally {
      this.writing.set(false);
    }
  }
}
