import type { Response } from 'express';

/** Signing in or out: the answer, and the cookie that goes with it. */
export class SessionChange {
  readonly body: unknown;
  private readonly cookie: { token: string } | null;

  constructor(body: unknown, cookie: { token: string } | null) {
    this.body = body;
    this.cookie = cookie;
  }

  /** @param secure the hotline is reached over https */
  apply(res: Response, secure: boolean): void {
    const options = { httpOnly: true, sameSite: 'lax' as const, secure, path: '/' };
    // Without an end of its own: when the session ends is kept in the database.
    if (this.cookie) res.cookie('yixian', this.cookie.token, options);
    else res.clearCookie('yixian', options);
  }
}
