#!/bin/sh
# /usr/bin/yijian: one command as the service runs it: by its user, on its state folder, with its master key.
#   sudo yijian doctor
# FILE and DIR are whole paths that the user yijian may read or write. STATE_DIR, DATABASE_URL_FILE, NEW_MASTER_KEY_FILE and
# LOG_LEVEL may be given for one command: sudo STATE_DIR=/srv/try yijian restore /mnt/backup/yijian
set -eu
if [ "$(id -u)" != 0 ]; then
  echo '请用 sudo yijian …：主密钥只有系统能读，命令再以 yijian 用户运行' >&2
  exit 2
fi
set -- /bin/sh -c 'MASTER_KEY_FILE=$CREDENTIALS_DIRECTORY/master_key exec /opt/yijian/yijian "$@"' yijian "$@"
for name in STATE_DIR DATABASE_URL_FILE NEW_MASTER_KEY_FILE LOG_LEVEL; do
  value=$(printenv "$name" || true)
  if [ -n "$value" ]; then set -- "$name=$value" "$@"; fi
done
exec systemd-run --quiet --collect --wait --pipe --service-type=exec \
  -p User=yijian -p Group=yijian -p WorkingDirectory=/opt/yijian -p UMask=0077 -p NoNewPrivileges=yes \
  -p StateDirectory=yijian -p StateDirectoryMode=0700 -p CacheDirectory=yijian \
  -p EnvironmentFile=-/etc/yijian/yijian.env \
  -p LoadCredential=master_key:/etc/yijian/master_key \
  --setenv=NODE_ENV=production --setenv=STATE_DIR=/var/lib/yijian --setenv=NODE_COMPILE_CACHE=/var/cache/yijian \
  /usr/bin/env "$@"
