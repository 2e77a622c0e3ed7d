/** An email or another long word that breaks after its `@` if it has to, and within a name only if that is too long. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=@)/).map((piece, index) => (
    // The pieces of one text never change places.
    <span key={index}>
      {index > 0 && <wbr />}
      {piece}
    </span>
  ));
}
