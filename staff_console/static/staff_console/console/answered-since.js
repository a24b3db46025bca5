/**
 * Whether a colleague answered the visitor while one was writing: then one is told before one's own answer goes out.
 *
 *   const since = new AnsweredSince("7");          // one's own id
 *   since.look(messages, isWriting);               // at every change
 *   since.name                                     // who answered, or the empty text
 *   since.mayGo()                                  // false the first time after somebody did
 *   since.isAsked                                  // whether it was, so that the next time it goes
 */
export class AnsweredSince {
  name = "";
  isAsked = false;
  #began = null;
  #isKnown = true;

  constructor(me) {
    this.me = me;
  }

  look(messages, isWriting) {
    if (!isWriting) return this.forget();
    const newest = messages.at(-1)?.seq ?? 0;
    this.#began ??= newest;
    const answer = messages.findLast((message) => message.seq > this.#began && this.#isAnswer(message));
    if (!answer) return;
    this.#began = newest;
    this.name = answer.author.name;
    this.#isKnown = this.isAsked = false;
  }

  mayGo() {
    const may = this.#isKnown;
    this.isAsked = !may;
    this.#isKnown = true;
    return may;
  }

  forget() {
    Object.assign(this, { name: "", isAsked: false });
    this.#began = null;
    this.#isKnown = true;
  }

  #isAnswer({ author, kind }) {
    return author.role === "staff" && author.id !== this.me && kind !== "note";
  }
}
