import { SaxesParser } from 'saxes';
import { CarrierError } from '../errors.ts';
import { MAX_DOCUMENT_BYTES } from '../http-client.ts';
import type { VerbRule } from './attribute-rules.ts';
import { MAX_DIALLED } from './connecting-rules.ts';
import { voiceSpeaks } from './languages.ts';
import {
  type ElementName,
  elementRules,
  MAX_SAY_CHARACTERS,
  MAX_SAY_HANZI,
  ssmlRules,
  verbRules,
} from './rules.ts';

/** A verb, or what stands in one. */
export interface Verb {
  name: ElementName;
  attributes: Record<string, string>;
  /** The text, of a Say with everything that is inside its speech marks; trimmed. */
  text: string;
  children: Verb[];
}

interface Element {
  name: string;
  attributes: Record<string, string>;
  /** In document order: a string is text. */
  content: (Element | string)[];
}

/** The verbs of a webhook's answer. Throws CarrierError for whatever a carrier would refuse. */
export function readDocument(contentType: string, body: Buffer, tooLarge: boolean): Verb[] {
  if (tooLarge || body.length > MAX_DOCUMENT_BYTES) {
    throw new CarrierError(11750, `The TwiML document is larger than ${MAX_DOCUMENT_BYTES / 1024} kB`);
  }
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type !== 'text/xml' && type !== 'application/xml') {
    throw new CarrierError(12300, `Content-Type is ${type || 'missing'}; TwiML is text/xml`);
  }
  return parseTwiml(body.toString('utf8'));
}

/** The verbs of a TwiML text, checked against the rules. Throws CarrierError with the carrier's code. */
export function parseTwiml(text: string): Verb[] {
  if (text.trim() === '') throw new CarrierError(11770, 'The document is empty');
  const root = parseXml(text);
  if (root.name !== 'Response')
    throw new CarrierError(12102, `The root element is ${root.name}, not Response`);
  const attribute = Object.keys(root.attributes)[0];
  if (attribute) throw new CarrierError(12200, `Response has no attribute ${attribute}`);
  return childrenOf(root, Object.keys(verbRules), 12200).map((child) => toVerb(child));
}

function parseXml(text: string): Element {
  const parser = new SaxesParser({ xmlns: false });
  const open: Element[] = [];
  let root: Element | undefined;
  parser.on('error', (error) => {
    throw new CarrierError(12100, `The document is not well-formed XML: ${error.message}`);
  });
  parser.on('opentag', (tag) => {
    const element: Element = { name: tag.name, attributes: { ...tag.attributes }, content: [] };
    open.at(-1)?.content.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('text', (piece) => open.at(-1)?.content.push(piece));
  parser.on('cdata', (piece) => open.at(-1)?.content.push(piece));
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  if (!root) throw new CarrierError(12100, 'The document has no element');
  return root;
}

function toVerb(element: Element): Verb {
  const name = element.name as ElementName;
  const rule = elementRules[name];
  checkAttributes(element, rule);
  const verb: Verb = { name, attributes: element.attributes, text: '', children: [] };
  if (name === 'Parameter' && !element.attributes.name)
    throw new CarrierError(12200, 'A Parameter has no name');
  const nested = element.content.some((item) => typeof item !== 'string');
  if (rule.text === 'none' || (rule.text === 'alone' && nested)) {
    verb.children = childrenOf(element, rule.children, rule.wrongChildCode).map((child) => toVerb(child));
    if (name === 'Dial') checkDialled(verb.children);
    if (name === 'Client' && verb.children.filter((child) => child.name === 'Identity').length !== 1) {
      throw new CarrierError(12200, 'A Client with Parameters needs one Identity');
    }
  } else {
    verb.text = speechOf(element, rule).replace(/\s+/g, ' ').trim();
    checkText(verb, rule);
  }
  return verb;
}

/** The child elements, where only these may stand, and no text beside them. */
function childrenOf(element: Element, allowed: readonly string[], code: number): Element[] {
  const children: Element[] = [];
  for (const item of element.content) {
    if (typeof item === 'string') {
      if (item.trim())
        throw new CarrierError(12200, `${element.name} holds text: “${item.trim().slice(0, 40)}”`);
    } else if (allowed.includes(item.name)) {
      children.push(item);
    } else {
      throw new CarrierError(code, `${item.name} may not stand in ${element.name}`);
    }
  }
  return children;
}

function checkAttributes(element: Element, rule: VerbRule): void {
  for (const [name, value] of Object.entries(element.attributes)) {
    const attribute = Object.hasOwn(rule.attributes, name) ? rule.attributes[name] : undefined;
    if (!attribute) throw new CarrierError(12200, `${element.name} has no attribute ${name}`);
    if (!attribute.test(value)) {
      throw new CarrierError(
        attribute.code,
        `${element.name} ${name}="${value}" is not ${attribute.allowed}`,
      );
    }
  }
}

/** The text of a Say, Play or Redirect; speech marks inside a Say are checked and read through. */
function speechOf(element: Element, rule: VerbRule): string {
  let text = '';
  for (const item of element.content) {
    if (typeof item === 'string') {
      text += item;
      continue;
    }
    if (!rule.children.includes(item.name)) {
      throw new CarrierError(rule.wrongChildCode, `${item.name} may not stand in ${element.name}`);
    }
    const inner = ssmlRules[item.name as keyof typeof ssmlRules];
    checkAttributes(item, inner);
    const spoken = speechOf(item, inner);
    if (inner.text === 'none' && spoken.trim()) throw new CarrierError(12200, `${item.name} holds text`);
    text += item.name === 'sub' && item.attributes.alias ? item.attributes.alias : spoken;
  }
  return text;
}

function checkText(verb: Verb, rule: VerbRule): void {
  if (rule.text === 'required' && !verb.text) {
    throw new CarrierError(verb.name === 'Say' ? 13520 : 11100, `${verb.name} is empty`);
  }
  if (verb.name === 'Play' && !verb.text && !verb.attributes.digits)
    throw new CarrierError(11100, 'Play is empty');
  if (verb.name === 'Say') checkSay(verb);
  const wrong = rule.content?.(verb.text);
  if (wrong) throw new CarrierError(wrong.code, wrong.message);
}

/** A queue or a conference is dialled alone; of numbers and clients a Dial rings ten at most. */
function checkDialled(nouns: Verb[]): void {
  const room = nouns.find(({ name }) => name === 'Queue' || name === 'Conference');
  if (room && nouns.length > 1) {
    throw new CarrierError(13215, `${room.name} stands in a Dial with something beside it`);
  }
  if (nouns.length > MAX_DIALLED) {
    throw new CarrierError(13215, `${nouns.length} are dialled at once; at most ${MAX_DIALLED}`);
  }
}

function checkSay(verb: Verb): void {
  const characters = [...verb.text].length;
  const hanzi = verb.text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (characters > MAX_SAY_CHARACTERS) {
    throw new CarrierError(
      13520,
      `A Say of ${characters} characters; at most ${MAX_SAY_CHARACTERS} can be spoken`,
    );
  }
  if (hanzi > MAX_SAY_HANZI) {
    throw new CarrierError(13520, `A Say of ${hanzi} Hanzi; at most ${MAX_SAY_HANZI} can be spoken`);
  }
  const { voice, language } = verb.attributes;
  if (voice && language && !voiceSpeaks(voice, language)) {
    throw new CarrierError(13511, `The voice ${voice} does not speak ${language}`);
  }
}
