import type { FileFormat } from '../console-api';

const TYPES: Record<FileFormat, string> = { csv: 'text/csv', json: 'application/json' };

/** Hands a text to the browser as a file to keep. */
export function saveFile(name: string, text: string, format: FileFormat): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${TYPES[format]};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.${format}`;
  link.click();
  URL.revokeObjectURL(address);
}
