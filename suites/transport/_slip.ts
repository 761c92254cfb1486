/** What the runtimes of languages say when a program stumbles; no author writes that to a user. */
const SLIPS: readonly RegExp[] = [
  // Go
  /runtime error:|nil pointer dereference|goroutine \d+ \[|interface conversion:|assignment to entry in nil map/,
  /json: cannot unmarshal|%!\w\(/,
  // Python
  /Traceback \(most recent call last\)|\b(?:Key|Attribute|Type|Name|Index|UnboundLocal)Error\b/,
  /object has no attribute|referenced before assignment|cannot access local variable|'NoneType'|list index out of range/,
  // JavaScript
  /\b(?:Reference|Range|Syntax)Error\b|Cannot (?:read|set) propert|is not a function\b|\[object Object\]|^\s+at .+:\d+:\d+/m,
  // Java, Ruby, Rust
  /NullPointerException|Exception in thread|undefined method|NilClass|panicked at/,
];

/** The words by which an error shows itself as a slip of the program, not as its decision; empty where there are none. */
export function slipIn(text: string): string {
  for (const slip of SLIPS) {
    const words = slip.exec(text)?.[0];
    if (words !== undefined) return words.trim();
  }
  return '';
}
