const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Finds where the first JSON value of a stream ends, since dockerd stops reading there (moby v28.5.2 pkg/plugins/client.go
 * CallWithOptions: one Decode, then Close). It does not validate: of the faults only a first byte that starts no JSON value is seen.
 */
export class JsonEnd {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private started: 'no' | 'nested' | 'bare' = 'no';

  /** True when the value ends within these bytes, or can never begin. */
  push(bytes: Uint8Array): boolean {
    for (const byte of bytes) {
      if (this.inString) {
        if (this.insideString(byte)) return true;
      } else if (this.outsideString(byte)) return true;
    }
    return false;
  }

  private insideString(byte: number): boolean {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) {
      this.inString = false;
      return this.depth === 0;
    }
    return false;
  }

  private outsideString(byte: number): boolean {
    const isSpace = byte === 32 || byte === 10 || byte === 13 || byte === 9;
    if (this.started === 'bare') return isSpace || byte === 44 || byte === 93 || byte === 125;
    if (isSpace) return false;
    if (this.started === 'no') return this.begin(byte);
    if (byte === QUOTE) this.inString = true;
    else if (byte === 123 || byte === 91) this.depth++;
    else if (byte === 125 || byte === 93) this.depth--;
    return this.depth === 0;
  }

  private begin(byte: number): boolean {
    this.started = 'nested';
    if (byte === 123 || byte === 91) this.depth = 1;
    else if (byte === QUOTE) this.inString = true;
    else if (byte === 45 || (byte >= 48 && byte <= 57) || byte === 116 || byte === 102 || byte === 110) {
      this.started = 'bare';
    } else return true;
    return false;
  }
}
