import { type Camera, Matrix4, Vector3, Vector4 } from "three";

/**
 * A camera as three and tilesets understand one, out of the map's single matrix: where the eye is, how it is turned, and what is
 * left as the projection. Without it, distances (and so how fine a tile must be) would be counted from the model's own middle.
 *
 * @param whole from the model's metres to clip space
 */
export function setCamera(camera: Camera, whole: Matrix4): void {
  const m = whole.elements;
  const forward = new Vector3(m[3], m[7], m[11]);
  const perMetre = forward.length();
  if (!(perMetre > 0)) return;
  const scaled = new Matrix4().fromArray(m.map((n) => n / perMetre));
  const s = scaled.elements;
  const back = new Vector3(-s[3], -s[7], -s[11]).normalize();
  const right = new Vector3(s[0], s[4], s[8]).addScaledVector(back, -new Vector3(s[0], s[4], s[8]).dot(back)).normalize();
  const up = new Vector3().crossVectors(back, right);
  const eye = new Vector4(0, 0, 1, 0).applyMatrix4(scaled.clone().invert());
  camera.matrixAutoUpdate = false;
  camera.matrix.makeBasis(right, up, back).setPosition(eye.x / eye.w, eye.y / eye.w, eye.z / eye.w);
  camera.matrix.decompose(camera.position, camera.quaternion, camera.scale);
  camera.updateMatrixWorld(true);
  camera.projectionMatrix.multiplyMatrices(scaled, camera.matrixWorld);
  camera.projectionMatrixInverse.copy(camera.projectionMatrix).invert();
}
