// Reads QR codes from the camera: by the browser's own BarcodeDetector or, where it has none, by the one that the hub brings.

/** Whether this page can scan: a camera, and something that reads its picture. */
export async function canScan(place) {
  return !!navigator.mediaDevices?.getUserMedia && (!!place.dataset.pemindai || await hasOwnReader());
}

/**
 * Shows the camera's picture and reads QR codes until one is taken or it is stopped.
 * @param {HTMLElement} place Its data-pemindai and data-wasm name the hub's reader.
 * @param {HTMLVideoElement} video Where the picture is shown.
 * @param {(text: string) => boolean} take Whether the text was what is looked for.
 * @returns {Promise<() => void>} Stops the camera.
 */
export async function scan(place, video, take) {
  const reader = await openReader(place);
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false });
  let isRunning = true;
  const stop = () => {
    isRunning = false;
    stream.getTracks().forEach(track => track.stop());
    video.srcObject = null;
  };
  video.srcObject = stream;
  await video.play();
  (async () => {
    while (isRunning) {
      const codes = video.readyState >= 2 ? await reader.detect(video).catch(() => []) : [];
      if (isRunning && codes.some(code => take(code.rawValue))) stop();
      await new Promise(later => setTimeout(later, 120));
    }
  })();
  return stop;
}

async function hasOwnReader() {
  return 'BarcodeDetector' in window && (await BarcodeDetector.getSupportedFormats().catch(() => [])).includes('qr_code');
}

async function openReader(place) {
  if (await hasOwnReader()) return new BarcodeDetector({ formats: ['qr_code'] });
  await new Promise((ready, failed) => {
    const script = Object.assign(document.createElement('script'), { src: place.dataset.pemindai, onload: ready, onerror: failed });
    document.head.append(script);
  });
  const library = window.BarcodeDetectionAPI;
  library.prepareZXingModule({ overrides: { locateFile: () => place.dataset.wasm } });
  return new library.BarcodeDetector({ formats: ['qr_code'] });
}
