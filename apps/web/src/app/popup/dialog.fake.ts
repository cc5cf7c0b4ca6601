/** jsdom has no modal dialogs: these open and close as a browser's do, without keeping the keys inside. */
export function fakeDialogs(): void {
  const { prototype } = HTMLDialogElement;
  prototype.showModal = function () {
    this.open = true;
    this.querySelector<HTMLElement>('button')?.focus();
  };
  prototype.close = function () {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
}
