/** Whether that can be a phone number; spaces, dashes and a leading +86 are fine. The server looks closer. */
export const isPhone = (text: string): boolean => /^\+?\d{7,15}$/.test(text.replace(/[\s()-]/g, ''));
