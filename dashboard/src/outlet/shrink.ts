/** Enough to read a nameplate by; small enough for a bad network. */
const LONGEST_SIDE = 1600;
const WANTED_BYTES = 450_000;
const QUALITIES = [0.82, 0.7, 0.55, 0.4];

/** A photo as it is sent: turned upright, shrunk, and without what the camera wrote into it (place, owner, model). */
export async function shrink(file: Blob): Promise<{ data: ArrayBuffer; type: string; url: string }> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser draws no pictures');
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    let best: Blob | null = null;
    for (const quality of QUALITIES) {
      best = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
      if (best && best.size <= WANTED_BYTES) break;
    }
    if (!best) throw new Error('the picture could not be made smaller');
    return { data: await best.arrayBuffer(), type: best.type, url: URL.createObjectURL(best) };
  } finally {
    picture.close();
  }
}
