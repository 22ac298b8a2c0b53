#!/bin/sh
# Makes the files in server/src/test/resources/media again.
#
# It needs ffmpeg (with libx264, libvpx, libopus, libmp3lame, libwebp, libaom), exiftool and zip:
#   apt-get install ffmpeg libimage-exiftool-perl zip
# The bytes differ a little from one version of these to the next; what the tests expect of them does not.
set -eu
cd "$(dirname "$0")/../resources/media"

for tool in ffmpeg exiftool zip; do
  command -v "$tool" > /dev/null || {
    echo "make.sh: $tool is missing (expected: apt-get install ffmpeg libimage-exiftool-perl zip)" >&2
    exit 1
  }
done

rm -f ./*
ff() { ffmpeg -nostdin -hide_banner -loglevel error -y "$@"; }
# Four quarters, so that a picture tells how it is turned: red, lime over blue, yellow. 160 x 120.
quarters='color=red:s=80x60[a];color=lime:s=80x60[b];color=blue:s=80x60[c];color=yellow:s=80x60[d];[a][b]hstack[e];[c][d]hstack[f];[e][f]vstack'
still() { ff -filter_complex "$quarters,format=rgb24,$1" -frames:v 1 "$2"; }
motion='-f lavfi -i testsrc=s=320x180:r=10:d=2'
tone='-f lavfi -i sine=frequency=440:duration=2'
speech='-f lavfi -i sine=frequency=220:duration=3.5 -ac 1'

# Photos as cameras turn them: what is stored, and the EXIF orientation that sets it upright.
photo() {
  still "$2" "photo-$1.jpg"
  exiftool -q -overwrite_original -n -Orientation="$1" -Make=Tertulia -Model='Test camera' -DateTimeOriginal='2026:05:01 12:00:00' \
    -GPSLatitude=51.48 -GPSLatitudeRef=N -GPSLongitude=3.178 -GPSLongitudeRef=W "photo-$1.jpg"
}
photo 1 null
photo 2 hflip
photo 3 hflip,vflip
photo 4 vflip
photo 5 transpose=0
photo 6 transpose=2
photo 7 transpose=3
photo 8 transpose=1
cp photo-1.jpg jpeg-named.html

still null picture.png
still null picture.bmp
still null avif-source.png
ff -i avif-source.png -c:v libaom-av1 -still-picture 1 -frames:v 1 picture.avif
rm avif-source.png
still 'format=rgba,colorchannelmixer=aa=0.0' transparent.png
still null lossy-source.png
ff -i lossy-source.png -c:v libwebp -quality 80 lossy.webp
ff -i lossy-source.png -c:v libwebp -lossless 1 lossless.webp
ff -i transparent.png -c:v libwebp -lossless 1 transparent.webp
rm lossy-source.png
ff -f lavfi -i "testsrc=s=96x64:r=5:d=1" -c:v libwebp_anim -loop 0 animated.webp
ff -f lavfi -i "testsrc=s=96x64:r=5:d=1" animated.gif

# Videos: as a phone held upright makes them, and as browsers do.
# shellcheck disable=SC2086
{
  ff $motion $tone -c:v libx264 -preset veryslow -pix_fmt yuv420p -c:a aac -b:a 24k -shortest lying.mp4
  ff -i lying.mp4 -c copy -metadata:s:v rotate=90 phone.mp4
  ff -i lying.mp4 -c copy -metadata:s:v rotate=90 phone.mov
  ff -i lying.mp4 -c copy -movflags +faststart faststart.mp4
  ff -i lying.mp4 -c copy -movflags +frag_keyframe+empty_moov+default_base_moof fragmented.mp4
  ff $motion $tone -c:v libvpx -b:v 30k -c:a libopus -b:a 12k -shortest video.webm
  rm lying.mp4

  ff $speech -c:a libopus -b:a 12k voice.ogg
  ff $speech -c:a libopus -b:a 12k voice.webm
  ff $speech -c:a libopus -b:a 12k -f webm -live 1 - > voice-live.webm
  ff $speech -c:a aac -b:a 16k voice.m4a
  ff -i voice.m4a -c copy -movflags +frag_keyframe+empty_moov+default_base_moof -frag_duration 500000 voice-live.m4a
  ff $speech -c:a libmp3lame -b:a 16k -write_xing 0 -id3v2_version 0 constant.mp3
  ff $speech -c:a libmp3lame -q:a 9 -metadata title='A tone' variable.mp3
  ff $speech -ar 8000 -c:a pcm_u8 voice.wav
  ff $speech -c:a libvorbis -q:a 0 -ar 16000 vorbis.ogg
  ff $speech -ar 8000 -c:a flac voice.flac
}

# Documents.
printf 'Tertulia keeps conversations.\nGr\303\274\303\237e, \346\227\245\346\234\254\350\252\236.\n' > notes.txt
zip -q -X archive.zip notes.txt photo-1.jpg
{
  printf '%%PDF-1.4\n%%\342\343\317\323\n'
  printf '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'
  printf '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n'
  printf '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>\nendobj\n'
  printf 'xref\n0 4\n0000000000 65535 f \n0000000015 00000 n \n0000000064 00000 n \n0000000121 00000 n \n'
  printf 'trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n192\n%%%%EOF\n'
} > document.pdf
head -c 4096 /dev/urandom > noise.bin

# What would run in a browser that believed it.
script='<script>document.title = "ran"</script>'
printf '<!DOCTYPE html>\n<html><head><title>Page</title></head><body>%s</body></html>\n' "$script" > page.html
printf '   \n<!-- nothing here -->\n<body onload=alert(1)>%s\n' "$script" > bare.html
printf '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">%s</svg>\n' "$script" > drawing.svg
printf '<?xml version="1.0"?>\n<note><to>you</to></note>\n' > note.xml
printf '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>%s</body></html>\n' "$script" > page.xhtml
printf 'function run() { document.title = "ran"; }\nrun();\n' > program.js
printf 'GIF89a/*%s*/=1;%s\n' '                ' "$script" > polyglot.gif

# What broke off.
head -c 700 photo-1.jpg > cut.jpg
head -c 200 picture.png > cut.png
head -c 4000 phone.mp4 > cut.mp4
head -c 900 voice.ogg > cut.ogg
head -c 120 lossy.webp > cut.webp
: > empty.bin
