/** An unbounded queue between one producer and one consumer, read with `for await`. */
export class EventQueue<Item> implements AsyncIterable<Item> {
  #items: Item[] = [];
  #ended = false;
  #wake: (() => void) | null = null;

  push(item: Item): void {
    if (this.#ended) return;
    this.#items.push(item);
    this.#wake?.();
  }

  /** No more items will come; the reader gets those that are left. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** Nobody reads any more: forget what waits and what comes. */
  drop(): void {
    this.#items = [];
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    while (true) {
      const batch = this.#items;
      this.#items = [];
      yield* batch;
      if (this.#items.length > 0) continue;
      if (this.#ended) return;
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
  }
}
