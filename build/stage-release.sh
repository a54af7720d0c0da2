#!/usr/bin/env bash
# Stages a release into a folder, as a repository with sources, Javadoc and checksums, and builds
# the programs of customerio-consumers against that folder alone. What is committed is released.
#
# usage: build/stage-release.sh VERSION FOLDER
#
# Artifacts are signed if MAVEN_GPG_KEY holds a private key, with MAVEN_GPG_PASSPHRASE.
set -euo pipefail
if [ $# -ne 2 ]; then
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
version=$1
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$2"
folder=$(cd "$2" && pwd)
if [ -n "$(ls -A "$folder")" ]; then
  echo "Cannot stage into $folder: it is not empty. Name a new folder." >&2
  exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

git -C "$root" archive HEAD | tar -x -C "$work"
cd "$work"
current=$(sed -n 's/.*<version>\(.*-SNAPSHOT\)<.*/\1/p' pom.xml | head -1)
find . -name pom.xml -exec sed -i "s/\(version>\)$current</\1$version</" {} +

not_published='!customerio-cli,!customerio-examples,!customerio-bench'
# Not into the user's local repository, which would hide what the folder lacks.
mvn -B -ntp -Prelease -DskipTests -Djacoco.skip -Dmaven.install.skip \
  -DaltDeploymentRepository="staging::file://$folder" -pl "$not_published" deploy
while IFS= read -r -d '' file; do
  if [ ! -s "$file.sha1" ] || [ ! -s "$file.md5" ]; then
    echo "No checksum of $file." >&2
    exit 1
  fi
done < <(find "$folder" -type f \( -name '*.jar' -o -name '*.pom' \) -print0)

mvn -B -ntp -Dconsumers.alone -Dstaging.url="file://$folder" -pl customerio-consumers verify
echo "$version is staged in $folder:"
(cd "$folder" && find . -type f \( -name '*.jar' -o -name '*.pom' -o -name '*.asc' \) | sort)
