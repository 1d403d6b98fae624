/** Something the person at the keyboard can mend; `message` says what and how, and is printed without a stack. */
export class StartProblem extends Error {
  override name = 'StartProblem'
}
