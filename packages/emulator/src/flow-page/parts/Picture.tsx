import { useEffect, useRef } from 'react';

/** A taken picture, drawn from memory: it never becomes a file, a URL or a request. */
export function Picture({ source, label }: { source: HTMLCanvasElement; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const target = canvas.current;
    if (!target) return;
    target.width = source.width;
    target.height = source.height;
    target.getContext('2d')?.drawImage(source, 0, 0);
  }, [source]);
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- An <img> needs a URL; a canvas keeps the picture in memory.
  return <canvas ref={canvas} className="fp-picture" role="img" aria-label={label} />;
}

/** One frame of a running video. */
export function takePicture(video: HTMLVideoElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return canvas;
}

/** A drawing that stands for a picture where there is no camera, marked as such. */
export function drawSample(kind: 'document' | 'face'): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 400;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.fillStyle = '#dfe5ee';
  context.fillRect(0, 0, 640, 400);
  context.fillStyle = '#8794a8';
  const [x, y, size] = kind === 'document' ? [170, 190, 0.7] : [320, 190, 1.3];
  context.beginPath();
  context.arc(x, y - 50 * size, 58 * size, 0, 2 * Math.PI);
  context.ellipse(x, y + 105 * size, 100 * size, 70 * size, 0, Math.PI, 0);
  context.fill();
  if (kind === 'document')
    for (const line of [130, 180, 230]) context.fillRect(310, line, line === 180 ? 190 : 250, 18);
  context.fillStyle = '#3d4a5f';
  context.font = '600 24px system-ui, sans-serif';
  context.textAlign = 'center';
  context.fillText('Sandbox sample', 320, 370);
  return canvas;
}
