/** An email or another long word that may break after its signs, not within a word. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[@._-])/).map((piece, index) => (
    // The pieces of one text never change places.
    <span key={index}>
      {index > 0 && <wbr />}
      {piece}
    </span>
  ));
}
