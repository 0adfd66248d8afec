const usual = document.title;

/** What the window's title says for a while; null gives it back. Returns how to give it back. */
export function setTitleNotice(notice: string | null): () => void {
  document.title = notice ? `${notice} · ${usual}` : usual;
  return () => {
    document.title = usual;
  };
}
