/** Somebody who uses the page: everything that is done in an hour, again and again. */
export class Reader {
  constructor(page, neighbours, id) {
    this.page = page;
    this.neighbours = neighbours;
    this.id = id;
  }

  /** One turn: people walk, somebody may write, and everything is looked at; now and then the rarer things. */
  async turn(number) {
    await this.neighbours.walk(8);
    if (number % 2 === 0) await this.neighbours.write(number, this.id);
    await this.#talk(number);
    await this.#lookAround();
    if (number % 3 === 0) await this.#moveMap();
    if (number % 5 === 0) await this.#changeRange();
    if (number % 7 === 0) await this.#search();
    if (number % 10 === 0) await this.#changePreferences();
    if (number % 15 === 0) await this.#loseNetwork();
  }

  /** Everything as it was at first: nothing open, nothing chosen, everybody at home. */
  async rest() {
    await this.neighbours.goHome();
    await this.#tab('messages');
    await this.#tab('nearby');
    await this.page.getByTestId('centre').click();
    await this.page.mouse.move(5, 5);
    // Longer than anything on the page lasts that goes by itself: a word of the connection, a glide.
    await this.page.waitForTimeout(8_000);
  }

  async #talk(number) {
    const rows = this.page.getByTestId('person');
    await rows
      .nth(number % 5)
      .locator('button')
      .click();
    const conversation = this.page.getByTestId('conversation');
    await conversation.waitFor();
    if (number % 3 === 0) {
      await conversation.getByTestId('emoji').click();
      await this.page.locator('dialog[open] button').first().click();
      await conversation.getByTestId('message-text').pressSequentially('Ok!');
      await conversation.getByTestId('send').click();
      await conversation.locator('[data-state=sending]').waitFor({ state: 'detached' });
    }
    await conversation.getByTestId('close-conversation').click();
    await conversation.waitFor({ state: 'detached' });
  }

  async #lookAround() {
    for (const tab of ['building', 'messages', 'nearby']) await this.#tab(tab);
  }

  async #moveMap() {
    const { mouse } = this.page;
    await mouse.move(900, 500);
    await mouse.down();
    await mouse.move(760, 420, { steps: 6 });
    await mouse.up();
    for (const wheel of [-300, -300, 300, 300]) {
      await mouse.wheel(0, wheel);
      await this.page.waitForTimeout(120);
    }
    await this.page.getByTestId('centre').click();
  }

  async #changeRange() {
    for (const metres of ['60', '400', '120']) {
      const field = this.page.getByTestId('range-metres');
      await field.fill(metres);
      await field.press('Enter');
    }
  }

  async #search() {
    await this.#tab('messages');
    const field = this.page.getByTestId('search-messages');
    await field.fill('mensagem');
    await this.page.getByTestId('found-message').first().waitFor();
    await field.fill('');
    await this.#tab('nearby');
  }

  async #changePreferences() {
    await this.page.getByTestId('account-menu').click();
    for (const choice of ['language-en', 'theme-dark', 'theme-light', 'theme-system', 'language-pt'])
      await this.page.getByTestId(choice).click();
    await this.page.keyboard.press('Escape');
  }

  async #loseNetwork() {
    const connection = (state) =>
      this.page.locator(`[data-testid=connection][data-state=${state}]`).waitFor({ state: 'attached' });
    await this.page.context().setOffline(true);
    await connection('offline');
    await this.page.context().setOffline(false);
    await connection('online');
  }

  #tab(name) {
    return this.page.getByTestId(`tab-${name}`).click();
  }
}
