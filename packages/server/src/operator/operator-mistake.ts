/** Something that the person at the terminal can mend; its message is all that is printed. */
export class OperatorMistake extends Error {
  override name = 'OperatorMistake';
}
