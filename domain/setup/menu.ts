import { z } from 'zod';
import type { MenuWish } from '../phone/spoken-words.ts';

/** What callers can choose in the main menu, in the usual order. The agent and the other language are always there. */
export const MENU_WISHES = [
  'repair',
  'installation',
  'maintenance',
  'progress',
  'complaint',
  'chase',
  'campaign', // told only to whom one is open (H7)
] as const satisfies MenuWish[];
export type MenuChoice = (typeof MENU_WISHES)[number];

/** GB/T 33358: a person is one key away, and the key is the same everywhere. */
export const AGENT_KEY = '0';
export const LANGUAGE_KEY = '9';
/** H3: calls for rescue wherever a key is heard. */
export const RESCUE_KEY = '*';
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '#'] as const;

const label = z.string().trim().max(40).default('');
export const menuItemSchema = z.strictObject({
  wish: z.enum(MENU_WISHES),
  key: z.enum(KEYS),
  on: z.boolean().default(true),
  /** How it is named when it is said; '': the built-in name. */
  label: z.strictObject({ zh: label, en: label }).prefault({}),
});
export type MenuItem = z.infer<typeof menuItemSchema>;

const initialItems = MENU_WISHES.map((wish, index) => ({ wish, key: KEYS[index] ?? '8' }));

export const menuSchema = z.strictObject({
  /** In the order in which they are said. One that is missing is not offered, and its words are still understood. */
  items: z
    .array(menuItemSchema)
    .max(MENU_WISHES.length)
    .prefault(() => initialItems),
});
export type Menu = z.infer<typeof menuSchema>;

export const itemsOn = (menu: Menu): MenuItem[] => menu.items.filter(({ on }) => on);

/** What a key of the main menu stands for; null for one that is not offered. */
export function wishOfKey(menu: Menu, key: string): MenuWish | null {
  if (key === AGENT_KEY) return 'agent';
  if (key === LANGUAGE_KEY) return 'other_language';
  if (key === RESCUE_KEY) return 'rescue';
  return menu.items.find((item) => item.on && item.key === key)?.wish ?? null;
}

/** The key of a choice; null when it is not offered. */
export const keyOfWish = (menu: Menu, wish: MenuChoice): string | null =>
  menu.items.find((item) => item.on && item.wish === wish)?.key ?? null;
