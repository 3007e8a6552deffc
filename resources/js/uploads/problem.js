/** What the server said to a request: its status (0 when it was not reached) and its sentence, if it had one. */
export class Problem extends Error {
  constructor(status, sentence = '') {
    super(sentence)
    this.status = status
  }

  /** Sending the same again would be refused again. */
  get isFinal() {
    return this.message !== '' && [400, 403, 413, 415, 422].includes(this.status)
  }
}
