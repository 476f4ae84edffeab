import type { ReactNode } from "react";
import type { CameraId } from "#contract/camera";
import { later } from "./later.tsx";
import type { CameraSubject } from "./cameras-on-wall.ts";

/** Cameras around an alarm or a case, the best first, with their pictures on demand; its file is read when it is first shown. */
export const BestCameras = later<{ subject: CameraSubject; otherwise?: ReactNode; onLooked?: ((camera: CameraId) => void) | undefined }>(() => import("./cameras/best-cameras.tsx").then((file) => file.BestCameras));
