// Reading server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).

/** One event. */
export interface ServerEvent {
  event: string;
  data: string;
}

/** Cuts text into events, however it is divided on the way. */
export class EventParser {
  private rest = '';
  private event = '';
  private data: string[] = [];
  private afterReturn = false;

  /** The events that are complete with `text`. */
  push(text: string): ServerEvent[] {
    const out: ServerEvent[] = [];
    if (this.afterReturn && text.startsWith('\n')) text = text.slice(1);
    this.afterReturn = text.endsWith('\r') || (text === '' && this.afterReturn);
    this.rest += text;
    // A line ends with \n, \r or both; a \r at the very end may be half of both.
    const lines = this.rest.split(/\r\n|\n|\r/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = this.line(line);
      if (event) out.push(event);
    }
    return out;
  }

  private line(line: string): ServerEvent | undefined {
    if (line === '') {
      const { event, data } = this;
      this.event = '';
      this.data = [];
      return data.length > 0 ? { event: event || 'message', data: data.join('\n') } : undefined;
    }
    const colon = line.indexOf(':');
    // A line that begins with a colon is a comment, sent to keep the connection alive.
    if (colon === 0) return undefined;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.event = value;
    else if (field === 'data') this.data.push(value);
    return undefined;
  }
}
